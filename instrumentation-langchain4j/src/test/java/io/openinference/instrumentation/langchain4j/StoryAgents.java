// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agentic.Agent;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;

/** Agents that make a story together. */
final class StoryAgents {

  /** Writes. */
  public interface Writer {
    @UserMessage("Write about {{topic}}")
    @Agent(description = "writes a story", outputKey = "story")
    String write(@V("topic") String topic);
  }

  /** Edits. */
  public interface Editor {
    @UserMessage("Edit {{story}}")
    @Agent(description = "edits a story", outputKey = "edited")
    String edit(@V("story") String story);
  }

  /** Judges. */
  public interface Critic {
    @UserMessage("Judge {{story}}")
    @Agent(description = "judges a story", outputKey = "judgement")
    String judge(@V("story") String story);
  }

  private StoryAgents() {}
}
