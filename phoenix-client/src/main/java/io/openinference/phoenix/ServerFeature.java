// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

/** The features that only newer servers have. */
enum ServerFeature {
  SESSION_ANNOTATIONS("annotations of sessions", 12, 0),
  SESSIONS("sessions", 13, 5),
  SPANS_BY_TRACE("the filter of spans by trace", 13, 9),
  DELETE_SESSION("the deletion of sessions", 13, 13),
  SPAN_FILTERS("filters of spans by name, kind, status and parent", 13, 15),
  TRACES("the list of traces", 13, 15),
  DELETE_PROMPT("the deletion of prompts", 13, 20),
  SPANS_BY_ATTRIBUTE("the filter of spans by attribute", 14, 9),
  EXAMPLE_IDS("ids and splits of uploaded examples", 15, 0),
  SPANS_BY_ID("the filter of spans by id", 19, 6),
  PATCH_PROMPT("the change of prompts", 19, 18),
  TRACE_FILTERS("filters of traces", 20, 8),
  SPAN_ORDER("the order of spans", 20, 26),
  LIST_SPLITS("the list of splits", 20, 26),
  DELETE_TRACES("the deletion of many traces", 20, 26),
  PROMPT_VERSIONS("a new version of a prompt by its name", 20, 26);

  final String title;
  final int major;
  final int minor;

  ServerFeature(String title, int major, int minor) {
    this.title = title;
    this.major = major;
    this.minor = minor;
  }
}
