// placeholder until the first symbol lands
