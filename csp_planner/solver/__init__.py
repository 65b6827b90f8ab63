"""The best complete plan, proved and explained; solved in a process of its own."""
