# The steps of .ci/run, one by one. `just` lists them.

default:
    @just --list

# Everything that CI checks
ci:
    .ci/run

# Format, lints, tests: before every commit
check: fmt lint test

fmt:
    cargo fmt --check

lint:
    cargo clippy --all-targets -- -D warnings

test:
    cargo test

# The sample agency, published to output/site
demo:
    cargo run --release -- demo

# The pages in a browser: needs Chromium, node and npm
browser:
    npm --prefix tests/browser ci --no-audit --no-fund
    cargo test --test browser -- --ignored

docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# Licences, versions and sources of what we depend on
deny:
    cargo deny check bans licenses sources

# Known vulnerabilities; needs the network
advisories:
    cargo deny check advisories

# The benchmark of the README; `just bench --entries 1000` for a short one
bench *ARGS:
    cargo bench --bench ratios -- {{ARGS}}
