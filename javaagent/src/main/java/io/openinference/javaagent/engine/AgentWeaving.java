// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

/**
 * What the agent knows of one of its weavings.
 *
 * @param type the class that says what is woven
 * @param library what log lines call the library
 * @param libraryType a type of the library that every application of it can see
 */
record AgentWeaving(String type, String library, String libraryType) {}
