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
 * Scopes that say what the spans started in them belong to, and the switch that turns
 * instrumentations on.
 *
 * <pre>{@code
 * try (Scope project = OpenInference.usingProject("support-bot");
 *     Scope session = OpenInference.usingSession(chatId)) {
 *   client.chat().completions().create(params);
 * }
 * }</pre>
 *
 * <p>A scope is closed on the thread that opened it, before the scopes around it. To carry it to
 * another thread, carry the {@link Context}, for example with {@link
 * Context#taskWrapping(java.util.concurrent.ExecutorService)}.
 *
 * <p>Opening and closing a scope never throws. A null value leaves that of the outer scopes in
 * place.
 *
 * @since 0.1.0
 */
public final class OpenInference {

  /** Gives spans a session, the conversation they belong to ({@code session.id}). */
  public static Scope usingSession(@Nullable String sessionId) {
    return usingAttributes(ContextAttributes.builder().sessionId(sessionId).build());
  }

  /** Gives spans the user on whose behalf the application works ({@code user.id}). */
  public static Scope usingUser(@Nullable String userId) {
    return usingAttributes(ContextAttributes.builder().userId(userId).build());
  }

  /**
   * Gives spans metadata, recorded as a JSON object ({@code metadata}).
   *
   * @param metadata merged with that of the outer scopes; the inner one wins
   */
  public static Scope usingMetadata(@Nullable Map<String, ?> metadata) {
    return usingAttributes(ContextAttributes.builder().metadata(metadata).build());
  }

  /**
   * Gives spans tags ({@code tag.tags}), in place of those of the outer scopes.
   *
   * @param tags none to give spans no tags
   */
  public static Scope usingTags(String... tags) {
    List<String> list = tags == null ? null : Arrays.asList(tags);
    return usingAttributes(ContextAttributes.builder().tags(list).build());
  }

  /**
   * Gives spans the template that prompts are made from ({@code llm.prompt_template.*}).
   *
   * @param template the text with its placeholders; null leaves the outer scope's in place
   * @param variables what the placeholders stand for, recorded as a JSON object
   * @param version the template's version, or null where it has none
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
   * <p>The project is a property of the resource in OTLP; the SDK's exporter puts it there.
   */
  public static Scope usingProject(@Nullable String projectName) {
    return usingAttributes(ContextAttributes.builder().projectName(projectName).build());
  }

  /** Gives spans several of these values at once. */
  public static Scope usingAttributes(ContextAttributes attributes) {
    return GuardedScope.with(attributes);
  }

  /** Makes no OpenInference spans and reads no content until the scope is closed. */
  public static Scope suppressTracing() {
    return GuardedScope.with(TracingSuppression.INSTANCE);
  }

  /** Tells whether {@link #suppressTracing()} is in force in the context. */
  public static boolean isTracingSuppressed(Context context) {
    return TracingSuppression.isActive(context);
  }

  /**
   * Turns on every instrumentation on the class path that can be turned on for the whole process. A
   * log line names them.
   *
   * <p>Call it once at startup. Spans go to the global OpenTelemetry, which the application may set
   * before or after this call. Where the application has set none when the first call is traced,
   * the SDK of {@code openinference-sdk} starts with its settings from the environment, and a log
   * line says where spans go. A global OpenTelemetry that is set later takes over.
   *
   * <p>This method never sets the global OpenTelemetry. It does not reach what an instrumentation
   * offers through {@code wrap} alone.
   *
   * @return tells what is on, and turns off what this call turned on
   */
  public static ProcessInstrumentation instrument() {
    return Instrumentors.instrumentAll(ApplicationOpenTelemetry.get());
  }

  /**
   * Turns every instrumentation on as {@link #instrument()} does, for spans of one OpenTelemetry.
   *
   * @param openTelemetry where spans go, whatever the global OpenTelemetry is. An instrumentation
   *     that is on already keeps the OpenTelemetry that it has.
   * @return tells what is on, and turns off what this call turned on
   */
  public static ProcessInstrumentation instrument(OpenTelemetry openTelemetry) {
    return Instrumentors.instrumentAll(requireNonNull(openTelemetry, "openTelemetry"));
  }

  private OpenInference() {}
}
