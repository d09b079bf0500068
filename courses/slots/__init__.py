"""Training slots: seats that are fair, attendance that is true."""
