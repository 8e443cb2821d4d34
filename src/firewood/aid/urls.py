"""Routes of aid."""

from django.urls import path

from firewood.aid.views import acts, consignments, exports, figures, lists, receipts, stock

C = "aid/consignments/<str:number>/"

urlpatterns = [
    path("aid/", lists.aid, name="aid"),
    path("aid/consignments/", lists.consignments, name="consignments"),
    path("aid/consignments/new/<str:direction>/", consignments.new_consignment, name="new-consignment"),
    path(C, consignments.consignment, name="consignment"),
    path(f"{C}change/", consignments.revise, name="revise"),
    path(f"{C}arrival/", consignments.arrival, name="arrival"),
    path(f"{C}handover/", consignments.plan_handover, name="plan-handover"),
    path(f"{C}handover/<uuid:handover>/<str:step>/", consignments.handover_step, name="handover-step"),
    path(f"{C}receive/", receipts.receive, name="receive"),
    path(f"{C}late/", receipts.receive_late, name="receive-late"),
    path(f"{C}open-boxes/", receipts.open_boxes, name="open-boxes"),
    path(f"{C}distribution/", receipts.state_distribution, name="state-distribution"),
    path(f"{C}receipts/<str:receipt>/correct/", receipts.correct, name="correct-receipt"),
    path(f"{C}receipts/<str:receipt>/acknowledge/", receipts.acknowledge, name="acknowledge-receipt"),
    path(f"{C}differences/<uuid:difference>/", receipts.answer_difference, name="answer-difference"),
    path(f"{C}guests/", consignments.invite, name="invite"),
    path(f"{C}guests/<str:link>/revoke/", consignments.revoke, name="revoke"),
    path(f"{C}reason/<str:step>/", consignments.step_with_reason, name="step-with-reason"),
    path(f"{C}<str:step>/", consignments.step, name="step"),
    path("aid/needs/", lists.needs, name="needs"),
    path("aid/needs/new/", acts.new_need, name="new-need"),
    path("aid/needs/<str:number>/", acts.need, name="need"),
    path("aid/needs/<str:number>/change/", acts.change_need, name="change-need"),
    path("aid/needs/<str:number>/publish/", acts.publish_need, name="publish-need"),
    path("aid/needs/<str:number>/close/", acts.close_need, name="close-need"),
    path("aid/pledges/", lists.pledges, name="pledges"),
    path("aid/pledges/new/", acts.new_pledge, name="new-pledge"),
    path("aid/pledges/<str:number>/", acts.pledge, name="pledge"),
    path("aid/pledges/<str:number>/<str:step>/", acts.answer_pledge, name="answer-pledge"),
    path("aid/stock/", lists.stock, name="stock"),
    path("aid/stock/count/", stock.count, name="count-stock"),
    path("aid/distributions/", lists.distributions, name="distributions"),
    path("aid/distributions/new/", receipts.distribute, name="distribute"),
    path("aid/distributions/<str:number>/", lists.distribution, name="distribution"),
    path("aid/distributions/<str:number>/reverse/", receipts.reverse_distribution, name="reverse-distribution"),
    path("aid/items/", figures.items, name="items"),
    path("aid/items/new/", stock.new_item, name="new-item"),
    path("aid/items/<str:key>/", figures.item, name="item"),
    path("aid/items/<str:key>/speak/", figures.choose_figure, name="choose-figure"),
    path("aid/totals/<str:direction>/", figures.totals, name="totals"),
    path("aid/export/<str:what>.csv", exports.export, name="export"),
    path("aid/figures/new/", figures.new_figure, name="new-figure"),
]
