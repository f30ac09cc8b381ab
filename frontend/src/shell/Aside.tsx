"use client";

import { Component, type ReactNode } from "react";

/** For what stands beside the work: when it breaks, it is gone, and the page stays. */
export class Aside extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    return this.state.broken ? null : this.props.children;
  }
}
