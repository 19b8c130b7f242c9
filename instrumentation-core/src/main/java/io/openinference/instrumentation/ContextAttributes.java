// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.semconv.MetadataAttributes;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.semconv.TagAttributes;
import io.openinference.semconv.UserAttributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import io.opentelemetry.context.Scope;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values that a scope sets on every span that starts inside it: session, user, metadata, tags,
 * prompt template and project.
 *
 * <p>The values travel in the OpenTelemetry {@link Context}. An inner scope adds to the outer
 * scope. If both set a value, the inner scope wins; metadata are merged key by key. {@link
 * #current()} reads the values back.
 *
 * @since 0.1.0
 */
public final class ContextAttributes implements ImplicitContextKeyed {

  private static final ContextKey<ContextAttributes> KEY =
      ContextKey.named("openinference-context-attributes");
  private static final ContextAttributes EMPTY = builder().build();

  private final @Nullable String sessionId;
  private final @Nullable String userId;
  private final @Nullable JsonObject metadata;
  private final @Nullable List<String> tags;
  private final @Nullable PromptTemplate promptTemplate;
  private final @Nullable String projectName;

  private ContextAttributes(Builder builder) {
    this.sessionId = builder.sessionId;
    this.userId = builder.userId;
    this.metadata = builder.metadata;
    this.tags = builder.tags;
    this.promptTemplate = builder.promptTemplate;
    this.projectName = builder.projectName;
  }

  /**
   * Returns the values of the current context, merged from all scopes that are open on this thread;
   * empty if no scope is open.
   */
  public static ContextAttributes current() {
    return fromContext(GuardedScope.currentContext());
  }

  /** Returns the values that a context carries; empty if it carries none. */
  public static ContextAttributes fromContext(Context context) {
    ContextAttributes attributes = in(context);
    return attributes == null ? EMPTY : attributes;
  }

  /** Returns an empty builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the identifier of the session, or null if none is set. */
  public @Nullable String sessionId() {
    return sessionId;
  }

  /** Returns the identifier of the user, or null if none is set. */
  public @Nullable String userId() {
    return userId;
  }

  /** Returns a read-only view of the metadata; empty if none are set. */
  public Map<String, @Nullable Object> metadata() {
    return JsonObject.membersOf(metadata);
  }

  /** Returns the tags, or null if none are set; an empty list means that spans get no tags. */
  public @Nullable List<String> tags() {
    return tags;
  }

  /** Returns the template that prompts are made from, or null if none is set. */
  public @Nullable PromptTemplate promptTemplate() {
    return promptTemplate;
  }

  /** Returns the name of the project that spans go to, or null for the default project. */
  public @Nullable String projectName() {
    return projectName;
  }

  static @Nullable ContextAttributes in(Context context) {
    return context.get(KEY);
  }

  /** Returns a copy of the context that carries these values in addition to its own. */
  @Override
  public Context storeInContext(Context context) {
    ContextAttributes outer = in(context);
    return context.with(KEY, outer == null ? this : mergedInto(outer));
  }

  /**
   * Adds these values to the current context until the scope is closed. Close the scope on the same
   * thread.
   */
  @Override
  public Scope makeCurrent() {
    return GuardedScope.with(this);
  }

  private ContextAttributes mergedInto(ContextAttributes outer) {
    Builder merged = builder();
    merged.sessionId = sessionId == null ? outer.sessionId : sessionId;
    merged.userId = userId == null ? outer.userId : userId;
    merged.metadata = JsonObject.merge(outer.metadata, metadata);
    merged.tags = tags == null ? outer.tags : tags;
    merged.promptTemplate = promptTemplate == null ? outer.promptTemplate : promptTemplate;
    merged.projectName = projectName == null ? outer.projectName : projectName;
    return merged.build();
  }

  void writeTo(AttributeSink sink) {
    sink.set(SessionAttributes.SESSION_ID, sessionId);
    sink.set(UserAttributes.USER_ID, userId);
    sink.set(OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME, projectName);
    sink.setJson(MetadataAttributes.METADATA, metadata);
    sink.set(TagAttributes.TAG_TAGS, tags == null || tags.isEmpty() ? null : tags);
    if (promptTemplate != null) {
      promptTemplate.writeTo(sink);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ContextAttributes that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<@Nullable Object> state() {
    return Arrays.asList(sessionId, userId, metadata, tags, promptTemplate, projectName);
  }

  /** Returns names, numbers and counts, but no content that a {@link TraceConfig} could hide. */
  @Override
  public String toString() {
    return ValueText.of("ContextAttributes")
        .with("sessionId", sessionId)
        .with("userId", userId)
        .count(metadata().size(), "metadata entry", "metadata entries")
        .with("tags", tags)
        .with("promptTemplate", promptTemplate)
        .with("projectName", projectName)
        .toString();
  }

  /**
   * Builds {@link ContextAttributes}. A value that is null or not set keeps the value of the outer
   * scope.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String sessionId;
    private @Nullable String userId;
    private @Nullable JsonObject metadata;
    private @Nullable List<String> tags;
    private @Nullable PromptTemplate promptTemplate;
    private @Nullable String projectName;

    private Builder() {}

    /** Sets the session (the conversation) that spans belong to ({@code session.id}). */
    public Builder sessionId(@Nullable String sessionId) {
      this.sessionId = sessionId;
      return this;
    }

    /** Sets the user on whose behalf the application works ({@code user.id}). */
    public Builder userId(@Nullable String userId) {
      this.userId = userId;
      return this;
    }

    /** Sets metadata, recorded as a JSON object ({@code metadata}); the map is copied. */
    public Builder metadata(@Nullable Map<String, ?> metadata) {
      this.metadata = JsonObject.copyOf(metadata);
      return this;
    }

    /** Sets the tags ({@code tag.tags}); an empty list removes the tags of the outer scopes. */
    public Builder tags(@Nullable Collection<String> tags) {
      this.tags = tags == null ? null : NonNullElements.copyOf(tags);
      return this;
    }

    /** Sets the template that prompts are made from ({@code llm.prompt_template.*}). */
    public Builder promptTemplate(@Nullable PromptTemplate promptTemplate) {
      this.promptTemplate = promptTemplate;
      return this;
    }

    /** Sets the project that spans go to ({@code openinference.project.name}). */
    public Builder projectName(@Nullable String projectName) {
      this.projectName = projectName;
      return this;
    }

    /** Returns the values. */
    public ContextAttributes build() {
      return new ContextAttributes(this);
    }
  }
}
