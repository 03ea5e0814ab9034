"""Comparing syntax trees."""
import ast


class ASTTestMixin:
    """Assertions about trees, for test cases."""

    def assertASTEqual(self, ast1, ast2):
        """Both are trees, and equal but for their places."""
        self.assertIsInstance(ast1, ast.AST)
        self.assertIsInstance(ast2, ast.AST)
        if not ast.compare(ast1, ast2):
            self.assertEqual(ast.dump(ast1, indent=2), ast.dump(ast2, indent=2))
            self.fail("trees differ in what ast.dump does not show")
