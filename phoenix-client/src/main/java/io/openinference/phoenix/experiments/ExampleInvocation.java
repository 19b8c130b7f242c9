// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import java.util.List;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** The test of one example. */
record ExampleInvocation(ExampleTrial trial)
    implements TestTemplateInvocationContext, ParameterResolver {

  private static final int LONGEST_NAME = 60;

  @Override
  public String getDisplayName(int invocationIndex) {
    String input = ResultJson.text(trial.example().input()).replaceAll("\\s+", " ");
    int length = input.codePointCount(0, input.length());
    String shown =
        length <= LONGEST_NAME
            ? input
            : input.substring(0, input.offsetByCodePoints(0, LONGEST_NAME)) + "...";
    return "[" + invocationIndex + "] " + shown;
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ExampleTrial.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return trial;
  }
}
