print("tonnage")
