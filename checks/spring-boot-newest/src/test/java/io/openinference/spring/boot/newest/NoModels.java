// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot.newest;

/** Turns off what Spring AI would set up by itself. */
final class NoModels {

  /** Properties of Spring AI; the models would want a key. */
  static final String[] PROPERTIES = {
    "spring.ai.mcp.client.enabled=false",
    "spring.ai.mcp.server.enabled=false",
    "spring.ai.model.chat=none",
    "spring.ai.model.embedding=none",
    "spring.ai.model.image=none",
    "spring.ai.model.moderation=none",
    "spring.ai.model.audio.speech=none",
    "spring.ai.model.audio.transcription=none"
  };

  private NoModels() {}
}
