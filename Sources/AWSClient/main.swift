print("labs-aws")
