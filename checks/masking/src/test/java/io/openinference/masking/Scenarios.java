// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import java.util.LinkedHashMap;
import java.util.Map;

/** All uses of instrumented code, by name. */
final class Scenarios {

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    CoreScenarios.all().forEach((name, scenario) -> scenarios.put("core, " + name, scenario));
    OpenAIScenarios.all().forEach((name, scenario) -> scenarios.put("openai, " + name, scenario));
    AnthropicScenarios.all()
        .forEach((name, scenario) -> scenarios.put("anthropic, " + name, scenario));
    GoogleScenarios.all().forEach((name, scenario) -> scenarios.put("google, " + name, scenario));
    BedrockScenarios.all().forEach((name, scenario) -> scenarios.put("bedrock, " + name, scenario));
    LangChain4jScenarios.all()
        .forEach((name, scenario) -> scenarios.put("langchain4j, " + name, scenario));
    McpScenarios.all().forEach((name, scenario) -> scenarios.put("mcp, " + name, scenario));
    GoogleAdkScenarios.all()
        .forEach((name, scenario) -> scenarios.put("google-adk, " + name, scenario));
    SpringAIScenarios.all()
        .forEach((name, scenario) -> scenarios.put("spring-ai, " + name, scenario));
    return scenarios;
  }

  private Scenarios() {}
}
