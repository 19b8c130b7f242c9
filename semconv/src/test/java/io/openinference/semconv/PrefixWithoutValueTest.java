// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A value at a prefix would hide its parts in a backend, so it must not compile. */
class PrefixWithoutValueTest {

  @TempDir Path output;

  @Test
  void valueOfAPartCompiles() throws Exception {
    assertThat(errors("span.setAttribute(LLM_INPUT_MESSAGES.at(0, MESSAGE_ROLE), \"user\")"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "span.setAttribute(LLM_INPUT_MESSAGES, \"[]\")",
        "span.setAttribute(LLM_INPUT_MESSAGES.at(0, MESSAGE_TOOL_CALLS), \"[]\")",
        "span.setAttribute(MESSAGE_CONTENT_IMAGE, \"data:\")",
        "Attributes.of(LLM_INPUT_MESSAGES, List.of())",
        "Attributes.builder().put(LLM_COST_PROMPT_DETAILS, 0.1)",
        "Attributes.builder().put(LLM_TOKEN_COUNT_PROMPT_DETAILS, 1)",
      })
  void valueOfAPrefixDoesNotCompile(String statement) throws Exception {
    assertThat(errors(statement))
        .isNotEmpty()
        .allMatch(code -> code.startsWith("compiler.err.cant.apply"));
  }

  private List<String> errors(String statement) throws Exception {
    String code =
        """
        import static io.openinference.semconv.LlmAttributes.*;
        import static io.openinference.semconv.MessageAttributes.*;
        import static io.openinference.semconv.MessageContentAttributes.*;
        import io.opentelemetry.api.common.*;
        import io.opentelemetry.api.trace.Span;
        import java.util.List;
        class Snippet {
          void run(Span span) {
            %s;
          }
        }
        """
            .formatted(statement);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(output));
      compiler
          .getTask(null, files, diagnostics, List.of("-proc:none"), null, List.of(new Source(code)))
          .call();
    }
    return diagnostics.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String code;

    Source(String code) {
      super(URI.create("string:///Snippet.java"), Kind.SOURCE);
      this.code = code;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return code;
    }
  }
}
