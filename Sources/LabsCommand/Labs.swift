import ArgumentParser

@main
struct Labs: AsyncParsableCommand {}
