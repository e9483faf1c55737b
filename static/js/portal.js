// Comforts for those whose browser runs scripts. Every page works without this file.
