// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.agentic.AgenticServices;
import dev.langchain4j.agentic.UntypedAgent;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import java.util.Map;

/** Three agents for complaints: two look at one at the same time, then the third replies. */
final class ComplaintDesk {

  /** Names the topic. Public, as LangChain4j calls agents by reflection. */
  public interface TopicAgent {
    /** Returns the topic. */
    @SystemMessage(
        """
        Say which topic the complaint belongs to.
        - Delivery: where an order is.
        - Money: prices, payment and refund.
        - Shoes: sizes, colours and care.
        """)
    @UserMessage("{{complaint}}")
    @Agent(name = "name_topic", description = "names the topic", outputKey = "topic")
    String topic(@V("complaint") String complaint);
  }

  /** Judges how urgent a complaint is. */
  public interface UrgencyAgent {
    /** Returns how urgent it is. */
    @SystemMessage(
        """
        Say how urgent the complaint is.
        - High: the customer waits for weeks, or for a refund.
        - Low: the customer asks about sizes or colours.
        """)
    @UserMessage("{{complaint}}")
    @Agent(name = "judge_urgency", description = "judges the urgency", outputKey = "urgency")
    String urgency(@V("complaint") String complaint);
  }

  /** Replies to the customer. */
  public interface ReplyAgent {
    /** Returns the reply. */
    @SystemMessage("Reply to the complaint in two sentences.")
    @UserMessage("{{complaint}}\n{{topic}}\n{{urgency}}")
    @Agent(name = "write_reply", description = "writes the reply", outputKey = "reply")
    String reply(
        @V("complaint") String complaint, @V("topic") String topic, @V("urgency") String urgency);
  }

  private final UntypedAgent agents;

  ComplaintDesk(ChatModel model, ContentRetriever handbook, AgentListener listener) {
    UntypedAgent assessment =
        AgenticServices.parallelBuilder()
            .subAgents(
                AgenticServices.agentBuilder(TopicAgent.class).chatModel(model).build(),
                AgenticServices.agentBuilder(UrgencyAgent.class).chatModel(model).build())
            .name("assess")
            .build();
    this.agents =
        AgenticServices.sequenceBuilder()
            .subAgents(
                assessment,
                AgenticServices.agentBuilder(ReplyAgent.class)
                    .chatModel(model)
                    .contentRetriever(handbook)
                    .build())
            .name("handle_complaint")
            .outputKey("reply")
            // For the outermost agent; those below inherit it.
            .listener(listener)
            .build();
  }

  Object handle(String complaint) {
    return agents.invoke(Map.of("complaint", complaint));
  }
}
