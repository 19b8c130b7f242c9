// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.MetadataAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.TagAttributes;
import io.openinference.semconv.UserAttributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every span that starts in a scope takes on: session, user, metadata, tags, prompt template
 * and project.
 *
 * <p>The values travel in the OpenTelemetry {@link Context}. A scope inside another adds to it:
 * what both set is taken from the inner one, and metadata are merged key by key.
 *
 * @since 0.1.0
 */
public final class ContextAttributes implements ImplicitContextKeyed {

  private static final ContextKey<ContextAttributes> KEY =
      ContextKey.named("openinference-context-attributes");
  private static final ContextAttributes EMPTY = builder().build();

  private final @Nullable String sessionId;
  private final @Nullable String userId;
  private final Map<String, ?> metadata;
  private final @Nullable String metadataJson;
  private final List<String> tags;
  private final @Nullable PromptTemplate promptTemplate;
  private final @Nullable String projectName;

  private ContextAttributes(Builder builder) {
    this.sessionId = builder.sessionId;
    this.userId = builder.userId;
    this.metadata = builder.metadata;
    this.metadataJson = metadata.isEmpty() ? null : JsonWriter.write(metadata);
    this.tags = builder.tags;
    this.promptTemplate = builder.promptTemplate;
    this.projectName = builder.projectName;
  }

  /** Returns what the context carries, or nothing set where it carries none. */
  public static ContextAttributes fromContext(Context context) {
    ContextAttributes attributes = context.get(KEY);
    return attributes == null ? EMPTY : attributes;
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the name of the project that spans go to, or null for the default one. */
  public @Nullable String projectName() {
    return projectName;
  }

  /** Returns the session's identifier, or null where none is set. */
  public @Nullable String sessionId() {
    return sessionId;
  }

  /** Returns the context with these values added to what it already carries. */
  @Override
  public Context storeInContext(Context context) {
    return context.with(KEY, mergedInto(fromContext(context)));
  }

  private ContextAttributes mergedInto(ContextAttributes outer) {
    return outer == EMPTY ? this : outer.toBuilder().add(this).build();
  }

  private Builder toBuilder() {
    return new Builder().add(this);
  }

  void writeTo(AttributeSink sink) {
    sink.set(SessionAttributes.SESSION_ID, sessionId);
    sink.set(UserAttributes.USER_ID, userId);
    sink.set(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, projectName);
    sink.set(MetadataAttributes.METADATA, metadataJson);
    sink.set(TagAttributes.TAG_TAGS, tags.isEmpty() ? null : tags);
    if (promptTemplate != null) {
      promptTemplate.writeTo(sink);
    }
  }

  /**
   * Builds {@link ContextAttributes}; what is not set leaves the outer scope's value in place.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String sessionId;
    private @Nullable String userId;
    private Map<String, ?> metadata = Map.of();
    private List<String> tags = List.of();
    private @Nullable PromptTemplate promptTemplate;
    private @Nullable String projectName;

    private Builder() {}

    /** Sets the session (the conversation) that spans belong to ({@code session.id}). */
    public Builder sessionId(String sessionId) {
      this.sessionId = requireNonNull(sessionId, "sessionId");
      return this;
    }

    /** Sets the user on whose behalf the application works ({@code user.id}). */
    public Builder userId(String userId) {
      this.userId = requireNonNull(userId, "userId");
      return this;
    }

    /** Sets metadata, recorded as a JSON object ({@code metadata}); the map is copied. */
    public Builder metadata(Map<String, ?> metadata) {
      this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      return this;
    }

    /** Sets the tags ({@code tag.tags}). */
    public Builder tags(List<String> tags) {
      this.tags = List.copyOf(tags);
      return this;
    }

    /** Sets the template that prompts are made from ({@code llm.prompt_template.*}). */
    public Builder promptTemplate(PromptTemplate promptTemplate) {
      this.promptTemplate = requireNonNull(promptTemplate, "promptTemplate");
      return this;
    }

    /** Sets the project that spans go to ({@code openinference.project.name}). */
    public Builder projectName(String projectName) {
      this.projectName = requireNonNull(projectName, "projectName");
      return this;
    }

    /** Returns the values. */
    public ContextAttributes build() {
      return new ContextAttributes(this);
    }

    private Builder add(ContextAttributes inner) {
      sessionId = inner.sessionId != null ? inner.sessionId : sessionId;
      userId = inner.userId != null ? inner.userId : userId;
      metadata = merge(metadata, inner.metadata);
      tags = inner.tags.isEmpty() ? tags : inner.tags;
      promptTemplate = inner.promptTemplate != null ? inner.promptTemplate : promptTemplate;
      projectName = inner.projectName != null ? inner.projectName : projectName;
      return this;
    }

    private static Map<String, ?> merge(Map<String, ?> outer, Map<String, ?> inner) {
      if (outer.isEmpty() || inner.isEmpty()) {
        return inner.isEmpty() ? outer : inner;
      }
      Map<String, Object> merged = new LinkedHashMap<>(outer);
      merged.putAll(inner);
      return Collections.unmodifiableMap(merged);
    }
  }
}
