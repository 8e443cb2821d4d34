"""Routes of tasks."""

from django.urls import path

from firewood.desk.tasks import views

T = "tasks/<str:number>/"

urlpatterns = [
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/new/", views.new_task, name="new-task"),
    path(T, views.task, name="task"),
    path(f"{T}change/", views.change_task, name="change-task"),
    path(f"{T}hand/", views.hand, name="hand-task"),
    path(f"{T}answer/", views.answer, name="answer-task"),
    path(f"{T}finish/", views.finish, name="finish-task"),
    path(f"{T}papers/", views.attach, name="attach-to-task"),
    path(f"{T}files/<uuid:pk>/", views.file, name="task-file"),
    path(f"{T}links/<str:link>/revoke/", views.revoke, name="revoke-task"),
    path(f"{T}step/<str:step>/", views.step, name="task-step"),
]
