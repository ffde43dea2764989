"""Review: takes findings by chance, gives them to people who do not see the tool's verdict, counts how right it is."""
