"""`python -m tenderscan`: the command line."""

from tenderscan.cli import main

if __name__ == "__main__":
    main()
