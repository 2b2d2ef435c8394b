import { startAlerts } from './alerts.js';
import { startCameras } from './cameras.js';
import { startSegments } from './segments.js';
import { startStatus } from './status.js';
import { startTasks } from './tasks.js';
import { startTracks } from './tracks.js';

startStatus();
startCameras();
startAlerts();
startTasks();
startTracks();
startSegments();
