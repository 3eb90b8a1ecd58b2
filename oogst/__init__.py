"""The faces of Oogst: the command line, its reports and the sample portals. Nothing imports this room."""
