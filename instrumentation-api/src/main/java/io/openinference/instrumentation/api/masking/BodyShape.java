// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the fields of one API's requests and responses hold.
 *
 * <pre>{@code
 * BodyShape.builder()
 *     .request("messages", ContentKind.INPUT)
 *     .response("choices", ContentKind.OUTPUT)
 *     .details("id", "model", "usage")
 *     .build();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BodyShape {

  private final Map<String, ContentKind> request;
  private final Set<String> contentParameters;
  // Empty where all fields that are not named are parameters.
  private final Set<String> plainParameters;
  private final Map<String, ContentKind> response;
  private final ContentKind otherInResponse;
  private final String requestModel;
  private final String responseModel;

  private BodyShape(Builder builder) {
    request = Map.copyOf(builder.request);
    contentParameters = Set.copyOf(builder.contentParameters);
    plainParameters = Set.copyOf(builder.plainParameters);
    response = Map.copyOf(builder.response);
    otherInResponse = builder.otherInResponse;
    requestModel = builder.requestModel;
    responseModel = builder.responseModel;
  }

  /** Returns a builder of a shape. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the field of a request that names the model. */
  public String requestModel() {
    return requestModel;
  }

  /** Returns the field of a response that names the model. */
  public String responseModel() {
    return responseModel;
  }

  /** Returns what a field of a request holds: a parameter, unless the API is known to differ. */
  ContentKind ofRequest(String field) {
    return otherOr(field, ContentKind.PARAMETER);
  }

  /** Returns what a parameter holds beside being one. */
  ContentKind ofParameter(String field) {
    return otherOr(field, ContentKind.DETAIL);
  }

  private ContentKind otherOr(String field, ContentKind ofPlain) {
    boolean isPlain = plainParameters.isEmpty() || plainParameters.contains(field);
    return request.getOrDefault(field, isPlain ? ofPlain : ContentKind.EXTENSION);
  }

  /** Returns what a field of a response holds. */
  ContentKind ofResponse(String field) {
    return response.getOrDefault(field, otherInResponse);
  }

  /** Whether a field is among the parameters of a call, also if it holds content. */
  boolean isParameter(String field) {
    return !request.containsKey(field) || isContentParameter(field);
  }

  /** Whether a field is a parameter that holds content. */
  boolean isContentParameter(String field) {
    return contentParameters.contains(field);
  }

  /**
   * Builds a {@link BodyShape}. A field of a request that is not named is a parameter. A field of a
   * response that is not named may hold anything.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, ContentKind> request = new LinkedHashMap<>();
    private final Set<String> contentParameters = new LinkedHashSet<>();
    private final Set<String> plainParameters = new LinkedHashSet<>();
    private final Map<String, ContentKind> response = new LinkedHashMap<>();
    private ContentKind otherInResponse = ContentKind.UNKNOWN;
    private String requestModel = "model";
    private String responseModel = "model";

    private Builder() {}

    /** Adds a field of a request that is no parameter. */
    public Builder request(String field, ContentKind content) {
      request.put(field, content);
      return this;
    }

    /** Adds a field of a request that holds content and is a parameter as well. */
    public Builder parameter(String field, ContentKind content) {
      contentParameters.add(field);
      return request(field, content);
    }

    /**
     * Names the parameters that hold no content. Any other field of a request that is not named may
     * then hold anything, and is hidden with the messages. Without this call all such fields are
     * parameters without content.
     */
    public Builder plainParameters(Set<String> fields) {
      plainParameters.addAll(fields);
      return this;
    }

    /** Adds a field of a response. */
    public Builder response(String field, ContentKind content) {
      response.put(field, content);
      return this;
    }

    /** Names parameters that a response repeats. */
    public Builder parametersInResponse(String... fields) {
      for (String field : fields) {
        response(field, ContentKind.PARAMETER);
      }
      return this;
    }

    /** Names fields of a response that no setting hides. */
    public Builder details(String... fields) {
      for (String field : fields) {
        response(field, ContentKind.DETAIL);
      }
      return this;
    }

    /** Sets what the fields of a response hold that are not named. */
    public Builder otherInResponse(ContentKind content) {
      otherInResponse = content;
      return this;
    }

    /** Names the fields that hold the model, where they are not called {@code model}. */
    public Builder models(String requestField, String responseField) {
      requestModel = requestField;
      responseModel = responseField;
      return this;
    }

    /** Returns the shape. */
    public BodyShape build() {
      return new BodyShape(this);
    }
  }
}
