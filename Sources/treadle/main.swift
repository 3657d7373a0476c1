internal import TreadleCLI

await Treadle.main()
