"""What the server is measured against: each a program of its own, as plain as it can be."""
