"""How days and times are written, where our way differs from the language's usual one."""
