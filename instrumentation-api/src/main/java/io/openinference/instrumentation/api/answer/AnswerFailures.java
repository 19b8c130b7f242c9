// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.stream.Hollow;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds failures in responses with HTTP status 200.
 *
 * <pre>{@code
 * {"error":{"message":"Provider returned error","code":429}}
 * {"choices":[{"finish_reason":"error","error":{"message":"Overloaded"}}]}
 * {"object":"error","message":"The prompt is too long","code":400}
 * {"detail":"The model is not loaded"}
 * {"x_groq":{"error":"over_capacity"}}
 * {"status":429,"title":"Too Many Requests"}
 * {"ResponseMetadata":{"Error":{"Code":"AccessDenied","Message":"no access"}}}
 * {"message":"Internal server error"}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class AnswerFailures {

  private static final String ERROR = "error";
  private static final String NO_MESSAGE = "The response failed";

  /** Codes that servers send where nothing failed. */
  private static final Set<String> SUCCESS = Set.of("0", "200", "20000", "ok", "success");

  private static final List<String> MESSAGES =
      List.of(
          "message",
          "msg",
          "detail",
          "status_msg",
          "error_msg",
          "error_message",
          "errorMessage",
          "Message",
          "Msg",
          "errmsg",
          "title",
          ERROR);

  /** Reasons why a model stopped that are failures of the server. */
  private static final Set<String> FAILED =
      Set.of(
          ERROR,
          "network_error",
          "insufficient_system_resource",
          "engine_overloaded",
          "failed",
          "abort");

  /** Sets the status to error, with the server's message, if the response reports a failure. */
  public static void record(OpenInferenceSpan<?> span, WireObject response) {
    String message = find(response);
    if (message != null) {
      span.setStatus(StatusCode.ERROR, message);
    }
  }

  /** Returns the server's message about a failure, or null if the response reports none. */
  public static @Nullable String find(WireObject response) {
    for (Object error : errors(response)) {
      if (isError(error)) {
        return Boolean.TRUE.equals(error) ? messageOf(response) : message(error);
      }
    }
    String ofChoice = ofChoices(response);
    if (ofChoice != null) {
      return ofChoice;
    }
    for (WireObject status : List.of(response.object("base_resp"), response.object("header"))) {
      if (isPositive(status.number("status_code")) || isPositive(status.number("code"))) {
        return message(status.fields());
      }
    }
    String fault = response.object("fault").text("faultstring");
    if (fault != null) {
      return fault;
    }
    if (isErrorCode(response.scalar("error_code"))
        || isErrorCode(response.scalar("errcode"))
        || isError(response)
        || isMessageAlone(response)) {
      return messageOf(response);
    }
    return "failed".equals(response.string("status")) ? NO_MESSAGE : null;
  }

  /** Returns the places of an error, in the order of preference; most of them are empty. */
  private static List<@Nullable Object> errors(WireObject response) {
    return Arrays.asList(
        response.get(ERROR),
        response.get("errors"),
        response.object("x_groq").get(ERROR),
        response.get("last_error"),
        response.get("ErrorMsg"),
        response.object("Response").get("Error"),
        response.object("ResponseMetadata").get("Error"));
  }

  private static boolean isError(@Nullable Object error) {
    return !Hollow.isHollow(error) && !Boolean.FALSE.equals(error);
  }

  private static boolean isPositive(@Nullable Long code) {
    return code != null && code > 0;
  }

  private static boolean isError(WireObject response) {
    return MESSAGES.stream().anyMatch(name -> !Hollow.isHollow(response.get(name)))
        && (isNamedError(response) || isCoded(response));
  }

  private static boolean isNamedError(WireObject response) {
    return ERROR.equals(response.string("object"))
        || ERROR.equals(response.string("type"))
        || ERROR.equals(response.string("status"))
        || "failed".equals(response.string("status"))
        || Boolean.FALSE.equals(response.get("success"))
        || response.text("__type") != null
        || response.text("errorMessage") != null;
  }

  private static boolean isCoded(WireObject response) {
    return isErrorCode(response.scalar("code"))
        || isHttpError(response.number("status"))
        || isHttpError(response.number("statusCode"));
  }

  private static boolean isHttpError(@Nullable Long status) {
    return status != null && status >= 400 && status < 600;
  }

  /** A failure has only a message, or it follows the part of a stream that arrived before. */
  private static boolean isMessageAlone(WireObject response) {
    boolean isAlone = response.size() == 1;
    boolean isCutOff = response.get("choices") != null && FinishReasons.ofFirst(response) == null;
    return (isAlone && response.firstText("message", "Message") != null)
        || ((isAlone || isCutOff) && isError(response.get("detail")));
  }

  /** Some servers send a code and a message with each answer. */
  private static boolean isErrorCode(@Nullable String code) {
    return code != null && !SUCCESS.contains(code.toLowerCase(Locale.ROOT));
  }

  private static @Nullable String ofChoices(WireObject response) {
    for (WireObject choice : response.objects("choices")) {
      Object error = choice.get(ERROR);
      if (!isError(error)) {
        error = choice.object("message").get(ERROR);
      }
      if (isError(error)) {
        return message(error);
      }
      String reason = choice.string("finish_reason");
      WireObject detailed = choice.object("finish_reason");
      if (reason != null && FAILED.contains(reason)) {
        return "The finish reason is " + reason;
      }
      if (FAILED.contains(String.valueOf(detailed.get("type")))) {
        return message(detailed.fields());
      }
    }
    return null;
  }

  /** Other fields of a response may hold content, which must not get into a status. */
  private static String messageOf(WireObject response) {
    for (String name : MESSAGES) {
      Object message = response.get(name);
      if (!Hollow.isHollow(message)) {
        return message(message);
      }
    }
    String code = response.scalar("error_code");
    return code == null ? NO_MESSAGE : NO_MESSAGE + ": " + code;
  }

  private static String message(@Nullable Object error) {
    if (error instanceof Map<?, ?> fields) {
      WireObject object = WireObject.of(fields);
      for (String name : MESSAGES) {
        Object message = object.get(name);
        if (!Hollow.isHollow(message)) {
          return message(message);
        }
      }
      // OpenRouter passes on the words of the provider here.
      Object raw = object.object("metadata").get("raw");
      return Hollow.isHollow(raw) ? WireJson.toJson(fields) : message(raw);
    }
    if (error instanceof List<?> errors && !errors.isEmpty()) {
      return message(errors.get(0));
    }
    return String.valueOf(error);
  }

  private AnswerFailures() {}
}
