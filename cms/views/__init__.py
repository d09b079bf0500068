"""The pages that anybody may read, and the forms on them."""
