"""What says hello."""

initialized = True


def main():
    """Says it."""
    print('Hello world!')


if __name__ == '__main__':
    main()
