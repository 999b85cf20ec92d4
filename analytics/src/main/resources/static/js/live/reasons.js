/**
 * What each reason of "cannot judge" leaves to do: one action, never none.
 * @type {Record<string, {fallback: string, often: string, action: {text: string, to: string}}>} to: a section, or a page of the experiment
 */
export const REASONS = {
  SAMPLE_RATIO: { fallback: 'Sample ratio is off', often: 'Often: a cache in front of one version, or events lost from one arm.', action: { text: 'Compare lost events', to: '#health' } },
  READING: { fallback: 'What was counted is still being read', often: 'After a restart this takes seconds; longer when Kafka is away.', action: { text: 'See freshness', to: '#health' } },
  DRIFT: { fallback: 'A route was changed by someone else', often: 'Our own routes are put back; a changed base route waits for someone to look.',
    action: { text: 'Look at the change', to: '#drift' } },
  ARM_SILENT: { fallback: 'No event from one version', often: 'Often: its pods do not start, or its events do not reach Kafka.', action: { text: 'See the routes', to: 'edit' } },
  ARM_MISSING: { fallback: 'One version has no event at all', often: 'Often: no pod behind its destination.', action: { text: 'See the routes', to: 'edit' } },
  STALE_STREAM: { fallback: 'The stream of events stands still', often: 'Often: no visitors, or Kafka is away.', action: { text: 'See freshness', to: '#health' } },
  UNATTRIBUTED_FAILURES: { fallback: 'Failures that belong to no version', often: 'Often: a destination without ready pods.', action: { text: 'See lost events', to: '#health' } },
  CROSSOVERS: { fallback: 'Too many users saw both versions', often: 'Often: a rule by request where one by user was meant.', action: { text: 'Edit rules', to: 'edit' } },
  NO_UNIT_ID: { fallback: 'Events carry no user', often: 'Often: a rule by user on a path without cookies.', action: { text: 'Edit rules', to: 'edit' } },
  PLAN_CHANGED: { fallback: 'The measurement plan was changed after the start', often: 'What was measured before and after is not the same.', action: { text: 'See the history', to: '#history' } },
  METRIC_OF_USERS: { fallback: 'The plan counts something for each user', often: 'Requests are drawn at random, and requests have no number per user.', action: { text: 'Edit rules', to: 'edit' } },
  TARGETED_ONLY: { fallback: 'Not judged: targeted rules only',
    often: 'Nothing is drawn at random, so nothing can be compared. A rule with shares changes that.', action: { text: 'Edit rules', to: 'edit' } },
  NOT_RUNNING: { fallback: 'Not running', often: 'A verdict needs visitors under published rules.', action: { text: 'See the rules', to: 'edit' } },
};

const UNJUDGED = ['TARGETED_ONLY', 'NOT_RUNNING'];

/** The word as the page shows it: what was never meant to be judged is no failure to judge. */
export const shownWord = ({ word, reason }) => (word === 'CANNOT_JUDGE' && UNJUDGED.includes(reason) ? 'NOT_JUDGED' : word);
