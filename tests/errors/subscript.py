# A missing key inside a chain of subscripts.
config = {"server": {"ports": [80, 443]}}
print(config["server"]["ports"][0])
print(config["server"]["hosts"][0] + config["server"]["ports"][5])
