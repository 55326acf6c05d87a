/// The lexicons that come with the package: the only place that knows how resources are embedded.
enum BuiltInLexicons {
  static var roles: LexiconSource {
    LexiconSource(name: "roles.yaml (built in)", text: String(decoding: PackageResources.roles_yaml, as: UTF8.self))
  }

  static var themes: LexiconSource {
    LexiconSource(name: "themes.yaml (built in)", text: String(decoding: PackageResources.themes_yaml, as: UTF8.self))
  }
}

extension RoleLexicon {
  /// The built-in lexicon, alone.
  public static func builtIn() throws(LexiconError) -> RoleLexicon {
    try RoleLexicon(sources: [BuiltInLexicons.roles])
  }

  /// The built-in lexicon, extended by a user's files.
  public static func builtIn(extendedBy sources: [LexiconSource]) throws(LexiconError) -> RoleLexicon {
    try RoleLexicon(sources: [BuiltInLexicons.roles] + sources)
  }
}

extension ThemeLexicon {
  /// The built-in lexicon, alone.
  public static func builtIn() throws(LexiconError) -> ThemeLexicon {
    try ThemeLexicon(sources: [BuiltInLexicons.themes])
  }

  /// The built-in lexicon, extended by a user's files.
  public static func builtIn(extendedBy sources: [LexiconSource]) throws(LexiconError) -> ThemeLexicon {
    try ThemeLexicon(sources: [BuiltInLexicons.themes] + sources)
  }
}
