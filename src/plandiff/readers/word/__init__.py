"""Word files -> blocks: what Word prints, paragraph by paragraph, with the numbers that it writes by itself."""
