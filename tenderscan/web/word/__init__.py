"""The task pane of Word: takes nothing, gives its page and files; it asks the API with the server's token."""
