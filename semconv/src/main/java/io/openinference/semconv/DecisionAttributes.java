// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a call to a decision model, {@link OpenInferenceSpanKind#DECISION}. Such a span has
 * no {@code llm.*} attributes and no messages; request and response are in {@code input.value} and
 * {@code output.value}.
 *
 * @since 0.1.0
 */
public final class DecisionAttributes {

  /** Model that decided: the response's model, or else the request's model. */
  public static final AttributeKey<String> DECISION_MODEL_NAME = stringKey("decision.model_name");

  /** Host of the model, a value of {@link LlmProvider} or a custom one. */
  public static final AttributeKey<String> DECISION_PROVIDER = stringKey("decision.provider");

  /** Model that the caller asked for, if the API reports it in addition to the response's model. */
  public static final AttributeKey<String> DECISION_REQUEST_MODEL_NAME =
      stringKey("decision.request.model_name");

  /** Model that answered, if the API reports it in addition to the request's model. */
  public static final AttributeKey<String> DECISION_RESPONSE_MODEL_NAME =
      stringKey("decision.response.model_name");

  /** API that is called: a value of {@link DecisionSystem} or a custom one; required. */
  public static final AttributeKey<String> DECISION_SYSTEM = stringKey("decision.system");

  /** Number of input tokens, if the API counts them. */
  public static final AttributeKey<Long> DECISION_TOKEN_COUNT_INPUT =
      longKey("decision.token_count.input");

  /** Number of output tokens, if the API counts them. */
  public static final AttributeKey<Long> DECISION_TOKEN_COUNT_OUTPUT =
      longKey("decision.token_count.output");

  private DecisionAttributes() {}
}
