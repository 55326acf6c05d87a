extension ThemeLexicon {
  /// A theme's name for people; the id itself where the lexicon no longer knows it.
  func name(of id: Theme.ID) -> String { themes.first { $0.id == id }?.name ?? id }
}
