"""The DataTank: its DCAT where it has one, else its listing in JSON."""
