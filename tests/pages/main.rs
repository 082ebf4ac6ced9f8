//! The published site: every page as a whole, and the fear that a page shows one person's words to another.

mod adoption;
mod agencies;
mod appraisal;
mod appraised;
mod between;
mod catalogue;
mod contested;
mod destroyed;
mod dispute;
mod documents;
mod fixture;
mod goals;
mod improvement;
mod keeping;
mod leaks;
mod levels;
mod live;
mod promises;
mod publishing;
mod purposes;
mod said;
mod tries;
mod views;
mod whole;
mod year;
