// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.PackageTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Finds what lacks a comment in sources: packages, public types, their public methods, and their
 * fields and enum constants that are public or protected. Methods that override need none.
 */
final class MissingComments extends TreePathScanner<Void, Boolean> {

  private final DocTrees comments;
  private final boolean wantsSince;
  private final List<String> found = new ArrayList<>();

  private MissingComments(DocTrees comments, boolean wantsSince) {
    this.comments = comments;
    this.wantsSince = wantsSince;
  }

  /**
   * Parses files, without their libraries.
   *
   * @param wantsSince whether a public type must say its first release
   */
  static List<String> in(Collection<Path> files, boolean wantsSince) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      MissingComments missing = new MissingComments(DocTrees.instance(task), wantsSince);
      missing.scan(task.parse(), true);
      return missing.found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Void visitPackage(PackageTree tree, Boolean isVisible) {
    if (unit().getSourceFile().getName().endsWith("package-info.java")) {
      requireComment("package " + tree.getPackageName());
    }
    return null;
  }

  /**
   * Visits a type.
   *
   * @param isVisible whether the types around it are public
   */
  @Override
  public Void visitClass(ClassTree tree, Boolean isVisible) {
    boolean isPublic = isVisible && isPublic(tree.getModifiers());
    if (isPublic && requireComment("type " + tree.getSimpleName()) && wantsSince) {
      requireSince(tree);
    }
    return super.visitClass(tree, isPublic);
  }

  private void requireSince(ClassTree tree) {
    if (tree.getModifiers().getFlags().contains(Modifier.PUBLIC)
        && !comments.getDocComment(getCurrentPath()).contains("@since ")) {
      add("@since", "type " + tree.getSimpleName());
    }
  }

  /** Visits a method. Nobody sees the types inside. */
  @Override
  public Void visitMethod(MethodTree tree, Boolean isVisible) {
    if (isVisible && isPublic(tree.getModifiers()) && !overrides(tree)) {
      requireComment("method " + tree.getName());
    }
    return super.visitMethod(tree, false);
  }

  private static boolean overrides(MethodTree tree) {
    return tree.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  @Override
  public Void visitVariable(VariableTree tree, Boolean isVisible) {
    boolean isField = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
    if (isField
        && isVisible
        && (isPublic(tree.getModifiers())
            || tree.getModifiers().getFlags().contains(Modifier.PROTECTED))) {
      requireComment("field " + tree.getName());
    }
    return super.visitVariable(tree, false);
  }

  /** Members of interfaces are public without the word. */
  private boolean isPublic(ModifiersTree modifiers) {
    Tree around = getCurrentPath().getParentPath().getLeaf();
    return modifiers.getFlags().contains(Modifier.PUBLIC)
        || around.getKind() == Tree.Kind.ANNOTATION_TYPE
        || (around.getKind() == Tree.Kind.INTERFACE
            && !modifiers.getFlags().contains(Modifier.PRIVATE));
  }

  private boolean requireComment(String what) {
    boolean hasComment = comments.getDocComment(getCurrentPath()) != null;
    if (!hasComment) {
      add("a comment", what);
    }
    return hasComment;
  }

  private void add(String missing, String what) {
    TreePath path = getCurrentPath();
    long start = comments.getSourcePositions().getStartPosition(unit(), path.getLeaf());
    found.add(
        "%s:%d: %s lacks %s"
            .formatted(
                Path.of(unit().getSourceFile().getName()).normalize(),
                unit().getLineMap().getLineNumber(start),
                what,
                missing));
  }

  private CompilationUnitTree unit() {
    return getCurrentPath().getCompilationUnit();
  }
}
