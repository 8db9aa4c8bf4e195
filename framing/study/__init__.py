"""Study: what is compared with what, from validated config to graded claims."""
