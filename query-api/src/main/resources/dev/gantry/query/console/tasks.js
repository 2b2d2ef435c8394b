import { clock, element, getJson, reconcile, repeat, setText } from './dom.js';

const MAX_SHOWN = 40;
const ASK_MS = 2000;

// Asked for again and again: a stream more would take one of the six connections that a browser
// has for a server, and two pages would take them all.
export function startTasks() {
  repeat(async () => render(await getJson('/v1/tasks?phase=open&limit=1000')), ASK_MS);
}

function render({ tasks, next }) {
  setText(document.getElementById('task-count'), tasks.length ? `${tasks.length}${next ? ' or more' : ''} open` : '');
  const panel = document.getElementById('tasks');
  if (tasks.length === 0) {
    panel.replaceChildren(element('li', { class: 'empty', text: 'No task is open.' }));
    return;
  }
  panel.querySelector('.empty')?.remove();
  reconcile(panel, tasks.sort(byUrgency).slice(0, MAX_SHOWN), (task) => task.id, createTask, updateTask);
}

// What is overdue first, then what is due first, then what changed last.
function byUrgency(a, b) {
  return (
    Number(b.overdue) - Number(a.overdue) ||
    (a.due_at ?? '9').localeCompare(b.due_at ?? '9') ||
    b.changed_at.localeCompare(a.changed_at)
  );
}

function createTask() {
  return element(
    'li',
    {},
    element('span', { class: 'due' }),
    element('div', {}, element('p', { class: 'title' }), element('p', { class: 'facts' })),
  );
}

function updateTask(node, task) {
  node.className = task.overdue ? 'task overdue' : 'task';
  setText(node.querySelector('.due'), task.overdue ? 'overdue' : task.due_at ? `by ${clock(task.due_at)}` : 'open');
  setText(node.querySelector('.title'), task.title ?? task.id);
  const facts = [task.title ? task.id : null, task.assignee ? `for ${task.assignee}` : 'for nobody yet', `since ${clock(task.since)}`];
  setText(node.querySelector('.facts'), facts.filter(Boolean).join(' · '));
}
