// Opens each page given as an argument in headless Chromium, light and dark, wide and on a phone, and prints as JSON
// what axe-core finds against WCAG 2.2 AA, what asks for the network, and what makes the page wider than the window.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const WINDOWS = [
  { name: "wide", width: 1280, height: 900 },
  { name: "390 px", width: 390, height: 844 },
];

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});

// What makes a page scroll sideways; runs in the page. A region that scrolls by itself does not.
function widest() {
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over <= 0) return undefined;
  const scrolls = (it) => it && (getComputedStyle(it).overflowX !== "visible" || scrolls(it.parentElement));
  // What is placed absolutely scrolls with whatever it is placed by.
  const holder = (it) => (getComputedStyle(it).position === "absolute" ? it.offsetParent : it.parentElement);
  const sticksOut = (it) => it.getBoundingClientRect().right > window.innerWidth + 1 && !scrolls(holder(it));
  const guilty = [...document.body.querySelectorAll("*")].find(sticksOut);
  return `${over} px wider than the window${guilty ? `: ${guilty.outerHTML.slice(0, 120)}` : ""}`;
}

const found = [];
let looked = 0;
for (const colorScheme of ["light", "dark"]) {
  for (const { name, width, height } of WINDOWS) {
    // The pages run no script of their own; bypassing their policy lets axe-core in.
    const context = await browser.newContext({ colorScheme, viewport: { width, height }, bypassCSP: true });
    const page = await context.newPage();
    for (const path of process.argv.slice(2)) {
      const where = `${path} (${colorScheme}, ${name})`;
      const asked = [];
      const listen = (request) => request.url().startsWith("file:") || asked.push(request.url());
      page.on("request", listen);
      await page.goto(pathToFileURL(path).href);
      page.off("request", listen);
      asked.forEach((url) => found.push(`${where}: asks for ${url}`));
      // What is folded away must be as readable as the rest.
      await page.evaluate(() => document.querySelectorAll("details").forEach((it) => (it.open = true)));
      const wide = await page.evaluate(widest);
      if (wide) found.push(`${where}: ${wide}`);
      await page.addScriptTag({ path: require.resolve("axe-core/axe.min.js") });
      const { violations, passes } = await page.evaluate(
        (values) => window.axe.run(document, { runOnly: { type: "tag", values } }),
        RULES,
      );
      if (passes.length < 10) found.push(`${where}: only ${passes.length} rules applied; is it a page?`);
      for (const { id, help, nodes } of violations) {
        for (const node of nodes) found.push(`${where}: ${id}: ${help}: ${node.html.slice(0, 200)}`);
      }
      looked += 1;
    }
    await context.close();
  }
}
await browser.close();
console.log(JSON.stringify({ looked, found }, null, 1));
