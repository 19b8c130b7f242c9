// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles snippets with the class path of this module, without writing classes. */
final class SnippetCompiler {

  private static final List<String> OPTIONS =
      List.of("-proc:none", "-classpath", System.getProperty("java.class.path"));

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files =
      compiler.getStandardFileManager(null, Locale.ROOT, null);

  /** Returns the errors of a block, each with file and line. */
  List<String> errors(CodeBlock block) {
    JavaSnippet snippet = new JavaSnippet(block);
    for (JavaSnippet.Form form : JavaSnippet.Form.values()) {
      DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
      JavacTask task = task(snippet.source(form), diagnostics);
      if (parses(task, diagnostics)) {
        analyze(task);
        return errors(block, diagnostics);
      }
    }
    // No form parses. Most snippets are statements, so the errors of that form help most.
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    parses(task(snippet.source(JavaSnippet.Form.STATEMENTS), diagnostics), diagnostics);
    return errors(block, diagnostics);
  }

  private JavacTask task(String source, DiagnosticCollector<JavaFileObject> diagnostics) {
    return (JavacTask)
        compiler.getTask(
            null, files, diagnostics, OPTIONS, null, List.of(new StringSource(source)));
  }

  private static boolean parses(JavacTask task, DiagnosticCollector<JavaFileObject> diagnostics) {
    try {
      task.parse();
      return diagnostics.getDiagnostics().stream().noneMatch(SnippetCompiler::isError);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void analyze(JavacTask task) {
    try {
      task.analyze();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> errors(
      CodeBlock block, DiagnosticCollector<JavaFileObject> diagnostics) {
    return diagnostics.getDiagnostics().stream()
        .filter(SnippetCompiler::isError)
        .map(error -> location(block, error) + ": " + error.getMessage(Locale.ROOT))
        .toList();
  }

  private static boolean isError(Diagnostic<?> diagnostic) {
    return diagnostic.getKind() == Diagnostic.Kind.ERROR;
  }

  private static String location(CodeBlock block, Diagnostic<?> error) {
    // Line 1 of the source is the wrapping, with what the comment above the block declares.
    int line = (int) error.getLineNumber() - 2;
    return block.file().location(block.firstLine() + Math.max(line, -1));
  }

  private static final class StringSource extends SimpleJavaFileObject {

    private final String source;

    StringSource(String source) {
      super(URI.create("string:///snippet/Snippet.java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      // A public class may have any name.
      return kind == Kind.SOURCE;
    }
  }
}
