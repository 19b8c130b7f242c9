// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.agent.AgentBuilder;
import dev.langchain4j.agentic.planner.AgentInstance;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.langchain4j.StoryAgents.Critic;
import io.openinference.instrumentation.langchain4j.StoryAgents.Editor;
import io.openinference.instrumentation.langchain4j.StoryAgents.Writer;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.SessionAttributes;
import io.openinference.testing.contract.Door;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Agents that several doors see: {@code instrument()}, listeners and wrapped models. */
class AgentDoorsTest extends ApplicationTest {

  /** The listeners and wrapped models that the application brings besides {@code instrument()}. */
  enum Given {
    NOTHING(false, Set.of(), false),
    LISTENER_ON_ROOT(true, Set.of(), false),
    LISTENER_ON_ONE_SUBAGENT(false, Set.of(Writer.class), false),
    LISTENER_ON_SUBAGENTS(false, Set.of(Writer.class, Editor.class, Critic.class), false),
    LISTENERS_EVERYWHERE(true, Set.of(Writer.class, Editor.class, Critic.class), false),
    WRAPPED_MODELS(false, Set.of(), true),
    WRAPPED_MODELS_AND_LISTENERS_EVERYWHERE(
        true, Set.of(Writer.class, Editor.class, Critic.class), true);

    private final boolean onRoot;
    private final Set<Class<?>> onSubagents;
    private final boolean wrapped;

    Given(boolean onRoot, Set<Class<?>> onSubagents, boolean wrapped) {
      this.onRoot = onRoot;
      this.onSubagents = onSubagents;
      this.wrapped = wrapped;
    }
  }

  private final ExecutorService executor = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    executor.shutdown();
  }

  private Object agent(Class<?> type, Given given) {
    AgentBuilder<?, ?> agent =
        AgenticServices.agentBuilder(type)
            .chatModel(given.wrapped ? instrumentor.wrap(rawModel()) : rawModel());
    if (given.onSubagents.contains(type)) {
      agent.listener(instrumentor.agentListener());
    }
    return agent.build();
  }

  private UntypedAgent review(Given given) {
    var review =
        AgenticServices.parallelBuilder()
            .subAgents(agent(Editor.class, given), agent(Critic.class, given))
            .executor(executor);
    return given.onRoot && !given.onSubagents.isEmpty()
        ? review.listener(instrumentor.agentListener()).build()
        : review.build();
  }

  private UntypedAgent system(Given given, UntypedAgent review) {
    var system =
        AgenticServices.sequenceBuilder()
            .subAgents(agent(Writer.class, given), review)
            .outputKey("judgement");
    return given.onRoot ? system.listener(instrumentor.agentListener()).build() : system.build();
  }

  private static String name(UntypedAgent agent) {
    return ((AgentInstance) agent).name();
  }

  @ParameterizedTest
  @EnumSource
  void areOneTraceInOneSessionAndProject(Given given) {
    assumeFalse(Door.ofRun().isAgent(), "instrument() leaves the rest to the agent");
    open(Door.INSTRUMENT);
    server.handler(request -> Reply.text("A story.").to(request));

    try (Scope session = OpenInference.usingSession("chat-7");
        Scope project = OpenInference.usingProject("stories")) {
      for (int run = 0; run < 2; run++) {
        UntypedAgent review = review(given);
        UntypedAgent system = system(given, review);
        assertThat(system.invoke(Map.of("topic", "eels"))).isEqualTo("A story.");

        assertThat(telemetry.trace())
            .hasTreeWithSortedSiblings(
                """
                AGENT %s
                  AGENT %s
                    AGENT edit
                      CHAIN Editor.edit
                        LLM OpenAiChatModel
                    AGENT judge
                      CHAIN Critic.judge
                        LLM OpenAiChatModel
                  AGENT write
                    CHAIN Writer.write
                      LLM OpenAiChatModel
                """
                    .formatted(name(system), name(review)));
        assertThat(telemetry.spans())
            .hasSize(11)
            .allSatisfy(
                span -> {
                  assertThat(span)
                      .hasAttribute(SessionAttributes.SESSION_ID.getKey(), "chat-7")
                      .hasAttribute(
                          OpenInferenceAttributes.OPENINFERENCE_PROJECT_NAME.getKey(), "stories");
                });
        telemetry.clear();
      }
    }
  }
}
