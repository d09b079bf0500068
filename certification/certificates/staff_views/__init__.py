"""What staff do with certificates: a page for each verb."""
