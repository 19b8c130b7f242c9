// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks outputs against one JSON schema. Only this class names types of the validator. */
final class JsonSchemaCheck {

  private static final int SHOWN_VIOLATIONS = 3;

  private final Schema schema;

  JsonSchemaCheck(String schema) {
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(schema);
  }

  EvaluationResult evaluate(EvaluationContext context) {
    JsonNode output = tree(context.output());
    if (output == null) {
      return EvaluationResult.of(false).toBuilder().explanation("The output is no JSON.").build();
    }
    List<Error> violations = schema.validate(output);
    EvaluationResult.Builder result = EvaluationResult.of(violations.isEmpty()).toBuilder();
    if (!violations.isEmpty()) {
      result.explanation(
          violations.stream().limit(SHOWN_VIOLATIONS).map(Error::toString).collect(joining("; ")));
    }
    return result.build();
  }

  private static @Nullable JsonNode tree(@Nullable Object output) {
    return output instanceof String text ? EvaluationJson.read(text) : EvaluationJson.tree(output);
  }
}
