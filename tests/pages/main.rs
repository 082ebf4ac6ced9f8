//! The published site: every page as a whole, and the fear that a page shows one person's words to another.

mod destroyed;
mod fixture;
mod goals;
mod leaks;
mod live;
mod promises;
mod publishing;
mod tries;
mod views;
mod whole;
mod year;
