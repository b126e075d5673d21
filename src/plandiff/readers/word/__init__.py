"""Word files -> blocks: what Word prints, paragraph by paragraph, with its automatic numbers."""
