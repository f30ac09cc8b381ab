/** A lung in a frame, as drawn by nobody else. */
export function Logo({ className = "size-8" }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 32 32" fill="none" className={className}>
      <rect x="1.5" y="1.5" width="29" height="29" rx="8" className="stroke-accent" strokeWidth="2" />
      <path d="M16 7v10M16 13c-1 2-3 2-4 4-2 3-3 6-2 8 3 1 6-1 6-4M16 13c1 2 3 2 4 4 2 3 3 6 2 8-3 1-6-1-6-4" className="stroke-accent" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
