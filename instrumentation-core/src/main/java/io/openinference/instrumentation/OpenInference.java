// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.TracingSuppression;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Opens scopes that set attributes on the spans started inside them, and turns instrumentations on.
 *
 * <pre>{@code
 * try (Scope project = OpenInference.usingProject("support-bot");
 *     Scope session = OpenInference.usingSession(chatId)) {
 *   client.chat().completions().create(params);
 * }
 * }</pre>
 *
 * <p>Close a scope on the thread that opened it, before the outer scopes. To carry a scope to
 * another thread, carry the {@link Context}, for example with {@link
 * Context#taskWrapping(java.util.concurrent.ExecutorService)}.
 *
 * <p>Opening and closing a scope never throws. A null value keeps the value of the outer scope.
 *
 * @since 0.1.0
 */
public final class OpenInference {

  /** Sets the session (the conversation) on spans ({@code session.id}). */
  public static Scope usingSession(@Nullable String sessionId) {
    return usingAttributes(ContextAttributes.builder().sessionId(sessionId).build());
  }

  /** Sets the user on whose behalf the application works on spans ({@code user.id}). */
  public static Scope usingUser(@Nullable String userId) {
    return usingAttributes(ContextAttributes.builder().userId(userId).build());
  }

  /**
   * Sets metadata on spans, recorded as a JSON object ({@code metadata}).
   *
   * @param metadata the metadata, merged with those of the outer scopes; the inner scope wins
   */
  public static Scope usingMetadata(@Nullable Map<String, ?> metadata) {
    return usingAttributes(ContextAttributes.builder().metadata(metadata).build());
  }

  /**
   * Sets tags on spans ({@code tag.tags}), which replace the tags of the outer scopes.
   *
   * @param tags the tags; pass none to remove the tags of the outer scopes
   */
  public static Scope usingTags(String... tags) {
    List<String> list = tags == null ? null : Arrays.asList(tags);
    return usingAttributes(ContextAttributes.builder().tags(list).build());
  }

  /**
   * Sets the template that prompts are made from on spans ({@code llm.prompt_template.*}).
   *
   * @param template the text with its placeholders; null keeps the outer scope's template
   * @param variables the values of the placeholders, recorded as a JSON object
   * @param version the template's version, or null if it has none
   */
  public static Scope usingPromptTemplate(
      @Nullable String template, @Nullable Map<String, ?> variables, @Nullable String version) {
    PromptTemplate promptTemplate =
        template == null ? null : PromptTemplate.of(template, variables, version);
    return usingAttributes(ContextAttributes.builder().promptTemplate(promptTemplate).build());
  }

  /**
   * Sends spans to a project of the backend ({@code openinference.project.name}).
   *
   * <p>In OTLP, the project is an attribute of the resource. The exporter of {@code
   * openinference-sdk} moves it there.
   */
  public static Scope usingProject(@Nullable String projectName) {
    return usingAttributes(ContextAttributes.builder().projectName(projectName).build());
  }

  /** Sets several of these values on spans. */
  public static Scope usingAttributes(ContextAttributes attributes) {
    return GuardedScope.with(attributes);
  }

  /**
   * Suppresses OpenInference tracing until the scope is closed: no span is made and no content is
   * read.
   */
  public static Scope suppressTracing() {
    return GuardedScope.with(TracingSuppression.INSTANCE);
  }

  /** Tells whether {@link #suppressTracing()} is in force in a context. */
  public static boolean isTracingSuppressed(Context context) {
    return TracingSuppression.isActive(context);
  }

  /**
   * Turns on every instrumentation on the class path that works for the whole process. A log line
   * names the traced libraries.
   *
   * <p>Call this method once at startup. Spans go to the global OpenTelemetry, which the
   * application may set before or after this call. If the application has set none when the first
   * call is traced, the SDK of {@code openinference-sdk} starts with its settings from the
   * environment. A log line then says where spans go. If the application sets a global
   * OpenTelemetry later, spans go there from then on.
   *
   * <p>This method never sets the global OpenTelemetry. It does not turn on instrumentations that
   * only offer {@code wrap}.
   *
   * @return a handle that tells which instrumentations are on and turns off those that this call
   *     turned on
   */
  public static ProcessInstrumentation instrument() {
    return Instrumentors.instrumentAll(ApplicationOpenTelemetry.get());
  }

  /**
   * Turns on every instrumentation as {@link #instrument()} does, and sends spans to the given
   * OpenTelemetry.
   *
   * @param openTelemetry where spans go, independent of the global OpenTelemetry. An
   *     instrumentation that is already on keeps its OpenTelemetry.
   * @return a handle that tells which instrumentations are on and turns off those that this call
   *     turned on
   */
  public static ProcessInstrumentation instrument(OpenTelemetry openTelemetry) {
    return Instrumentors.instrumentAll(requireNonNull(openTelemetry, "openTelemetry"));
  }

  private OpenInference() {}
}
